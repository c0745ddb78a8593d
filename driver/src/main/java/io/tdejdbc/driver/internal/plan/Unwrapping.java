package io.tdejdbc.driver.internal.plan;

/** What becomes of an unwrap to objects of the real driver, which neither encrypt nor decrypt. */
public enum Unwrapping {
    /** They are given. */
    ALLOWED,
    /** They are given; the first time for each class is logged. */
    WARNED,
    /** There are none. */
    REFUSED
}
