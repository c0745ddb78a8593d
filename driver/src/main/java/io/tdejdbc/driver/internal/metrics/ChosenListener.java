package io.tdejdbc.driver.internal.metrics;

import io.tdejdbc.driver.MetricsListener;
import java.util.Optional;

/** Which listener connections have; two are equal if it is the same object, or has the same name. Immutable. */
public final class ChosenListener {
    /** None. */
    public static final ChosenListener NONE = new ChosenListener(Optional.empty(), Optional.empty());

    private final Optional<String> kind;
    private final Optional<MetricsListener> object;

    private ChosenListener(Optional<String> kind, Optional<MetricsListener> object) {
        this.kind = kind;
        this.object = object;
    }

    /** What an application gave as an object. */
    public static ChosenListener of(Optional<MetricsListener> object) {
        return object.isEmpty() ? NONE : new ChosenListener(Optional.empty(), object);
    }

    /** This one, or where it is none, the one that a configuration names. */
    public ChosenListener orNamed(Optional<String> name) {
        return object.isPresent() || name.isEmpty() ? this : new ChosenListener(name, Optional.empty());
    }

    Optional<String> kind() {
        return kind;
    }

    Optional<MetricsListener> object() {
        return object;
    }

    /** By identity, as listeners may have an equals of their own. */
    @Override
    public boolean equals(Object other) {
        return other instanceof ChosenListener that
                && kind.equals(that.kind)
                && object.orElse(null) == that.object.orElse(null);
    }

    @Override
    public int hashCode() {
        return 31 * kind.hashCode() + System.identityHashCode(object.orElse(null));
    }

    @Override
    public String toString() {
        return kind.or(() -> object.map(listener -> listener.getClass().getName()))
                .orElse("none");
    }
}
