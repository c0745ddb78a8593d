package io.tdejdbc.driver.internal.catalog;

import io.tdejdbc.driver.TdePolicyException;
import java.sql.SQLFeatureNotSupportedException;

/**
 * Every way in which protection rules and database can disagree. Codes are stable; the reference page of errors is made
 * from this list.
 */
public enum PolicyError {
    /** A rule's table is not there. */
    TABLE_MISSING(
            "TDE-POL-001",
            "a rule names a table that does not exist",
            "correct the rule, create the table, or set tde.missing-table=pending to let this driver's CREATE TABLE "
                    + "make it"),
    /** A rule's column is not there. */
    COLUMN_MISSING("TDE-POL-002", "a rule names a column that does not exist", "correct the rule"),
    /** A type that cannot be protected. */
    TYPE_UNSUPPORTED(
            "TDE-POL-003",
            "a rule names a column of a type that cannot be protected",
            "remove the rule or change the column's type"),
    /** A type that cannot be protected in that mode. */
    MODE_UNSUITABLE(
            "TDE-POL-004",
            "a column cannot be protected in the mode of its rule",
            "choose the other mode, or accept what the message names by the rule's option"),
    /** A rule without metadata. */
    NOT_REGISTERED(
            "TDE-POL-005",
            "a rule is not in force in this database yet",
            "run 'tde encrypt' once, which encrypts the column's values and registers it"),
    /** File and metadata say different things. */
    DIFFERS(
            "TDE-POL-006",
            "a rule differs from what the database's metadata says",
            "make the rule say what the metadata says, or decrypt the column first"),
    /** A column before ENCRYPTED. */
    NOT_ENCRYPTED(
            "TDE-POL-007",
            "a protected column is not encrypted",
            "run 'tde encrypt'; if it was encrypted before, somebody put back an old row: find out who"),
    /** ENCRYPTED by the metadata, plain in the table. */
    STORED_PLAIN(
            "TDE-POL-008",
            "a column is registered as encrypted and its stored type cannot hold envelopes",
            "somebody made or altered the table without this driver: drop it and create it through the driver, or run "
                    + "'tde encrypt'"),
    /** No CHECK. */
    NO_SECOND_NET(
            "TDE-POL-009",
            "the CHECK that keeps plaintext out of an encrypted column is missing or altered",
            "add the constraint again with the statement above"),
    /** Metadata says more than the file, and the file is strict. */
    NOT_IN_FILE(
            "TDE-POL-010",
            "the database's metadata protects a column that the properties file does not name",
            "add the rule to the file, or set tde.strict=false while the applications are being updated"),
    /** What preflight found. */
    DEPENDENTS(
            "TDE-POL-011",
            "something in the schema works with the plain values of protected columns",
            "change or drop it, or accept it with tde.preflight.allow=<kind>:<name>, …"),
    /** Two rules for one column. */
    RULE_TWICE("TDE-POL-012", "two rules name the same column", "keep one of them"),
    /** A parameter that carries values of a column without a rule. */
    CALL_COLUMN(
            "TDE-POL-024",
            "a routine's parameter is to carry values of a column that is not protected",
            "correct the call. line, or add the column's protect. line"),
    /** A routine with protected parameters in a statement that is no plain call. */
    CALL_UNCLEAR(
            "TDE-POL-025",
            "a routine with encrypted parameters stands where these cannot be told",
            "call it by {call …} or CALL, with a parameter marker for each encrypted parameter"),
    /** Uniqueness that would not be kept. */
    UNIQUE_RANDOM(
            "TDE-POL-013",
            "a column with a unique key cannot be 'random': equal values would be stored differently",
            "use 'equality', or drop the key"),
    /** A state that this version does not know how to work in. */
    STATE_UNSUPPORTED(
            "TDE-POL-014",
            "a column is in a state that this version does not support",
            "finish the migration with the tool that began it"),
    /** A pending table's CREATE TABLE with an unsuitable type. */
    DEFINITION_UNSUITABLE(
            "TDE-POL-015",
            "a CREATE TABLE or ALTER TABLE gives a protected column a type or a key that cannot be protected like that",
            "change the type or the rule"),
    /** The session is in a mode in which statements cannot be read. */
    SESSION_UNREADABLE(
            "TDE-POL-016",
            "a statement names something protected in a session whose settings change how SQL is read",
            "set the session back before using protected tables"),
    /** The session shows points in time by another zone than the codecs. */
    SESSION_ZONE(
            "TDE-POL-023",
            "a statement reads or writes a protected column of a type with time zone in a session whose time zone was changed",
            "set the session's time zone back, or change the default time zone of the JVM before connecting"),
    /** The result is not what the plan says. */
    RESULT_DIFFERS(
            "TDE-POL-017",
            "the database's result does not agree with the analysis of the statement",
            "execute the statement again; if it stays, another session changes the table, or report it as a bug"),
    /** A binary result whose origin nobody knows. */
    ORIGIN_UNKNOWN(
            "TDE-POL-018",
            "a result has a binary column whose origin cannot be told, and it may hold encrypted values",
            "select the columns by a statement that names them"),
    /** Others use the table that is to be encrypted. */
    OTHER_SESSIONS(
            "TDE-POL-019",
            "the database is in use, and a column can only be encrypted while nobody else is connected",
            "stop the applications, then run the command again"),
    /** The values read back are not the values that were there. */
    VERIFICATION_FAILED(
            "TDE-POL-020",
            "the encrypted values do not decrypt to what was in the column",
            "nothing was taken away: the column keeps its old values; please report this as a bug"),
    /** The insert that must fail did not. */
    SECOND_NET_UNPROVEN(
            "TDE-POL-021",
            "the database took plaintext into an encrypted column although its CHECK forbids it",
            "use a server that enforces CHECK constraints"),
    /** Names that a case-insensitive reading takes for one. */
    NAMES_BY_CASE(
            "TDE-POL-026",
            "two relations have names that differ by the case of letters alone, and this driver cannot keep them apart",
            "rename one of them"),
    /** A rename or drop of a column that the file names. */
    RULE_BY_NAME(
            "TDE-POL-027",
            "a definition renames or drops a column that a rule of the properties file names",
            "take the rule out of the file first, which leaves the column protected by the metadata; after a rename put it "
                    + "in again under the new name"),
    /** A rename or drop that could be rolled back. */
    CHANGE_IN_TRANSACTION(
            "TDE-POL-028",
            "a definition renames or drops something protected in a transaction, which the metadata cannot follow",
            "execute it by itself in auto-commit mode"),
    /** A column in a shape that no step of the tool leaves. */
    LEFTOVER_UNKNOWN(
            "TDE-POL-022",
            "a column is neither as it was before encryption nor as any step of it leaves it",
            "restore the table from a backup and run 'tde encrypt' again");

    private final String code;
    private final String summary;
    private final String fix;

    PolicyError(String code, String summary, String fix) {
        this.code = code;
        this.summary = summary;
        this.fix = fix;
    }

    /** {@code TDE-POL-nnn}. */
    public String code() {
        return code;
    }

    /** What is wrong, in general. */
    public String summary() {
        return summary;
    }

    /** What to do about it, in general. */
    public String fix() {
        return fix;
    }

    /** The failure of a connection attempt. */
    public TdePolicyException because(String found, String expected) {
        return new TdePolicyException(code, message(found, expected, fix), null);
    }

    /** The failure of a connection attempt, with a fix that fits better than the general one. */
    public TdePolicyException withFix(String found, String expected, String betterFix) {
        return new TdePolicyException(code, message(found, expected, betterFix), null);
    }

    /** The refusal of a statement: SQLState 0AT00, so that pools keep the connection. */
    public SQLFeatureNotSupportedException refused(String found, String expected) {
        return new SQLFeatureNotSupportedException(code + " " + message(found, expected, fix), "0AT00");
    }

    private String message(String found, String expected, String remedy) {
        return summary + " | found: " + found + " | expected: " + expected + " | fix: " + remedy;
    }
}
