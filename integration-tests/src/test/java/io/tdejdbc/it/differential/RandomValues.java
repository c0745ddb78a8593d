package io.tdejdbc.it.differential;

import io.tdejdbc.it.differential.ShopColumns.Col;
import io.tdejdbc.it.harness.Backend;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Chance, and values for columns of the shop: mostly those that are stored, as literals or parameters. */
abstract class RandomValues {
    final Backend.Kind kind;
    final Random random;
    final List<Parameter> parameters = new ArrayList<>();

    RandomValues(Backend.Kind kind, Random random) {
        this.kind = kind;
        this.random = random;
    }

    final boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    final <T> T one(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    /** A value for a new row, unique where it must be. */
    final String fresh(Col c, int row) {
        if (c.name().equals("id")) {
            return literalOrParameter(new Parameter("int", Integer.toString(700 + row * 100 + random.nextInt(100))));
        }
        if (c.name().equals("email") || c.id().equals("accounts.iban")) {
            return literalOrParameter(new Parameter("varchar", "new " + random.nextInt(1_000_000) + " of row " + row));
        }
        return value(c, ShopColumns.required(c));
    }

    final String value(Col c) {
        return value(c, false);
    }

    final String value(Col c, boolean required) {
        if (!required && chance(8)) {
            return literalOrParameter(new Parameter("null:" + ShopColumns.setter(c), ""));
        }
        String text = known(c).orElse(other(c));
        return literalOrParameter(new Parameter(ShopColumns.setter(c), chance(80) ? text : other(c)));
    }

    final Optional<String> known(Col c) {
        List<String> known = ShopColumns.VALUES.get(c.id());
        return known == null || known.isEmpty() ? Optional.empty() : Optional.of(one(known));
    }

    /** A value that is probably nowhere. */
    final String other(Col c) {
        return switch (ShopColumns.setter(c)) {
            case "varchar" -> one(List.of("x", "Ärger", "a'b", "none", "", "12"));
            case "int", "smallint" -> Integer.toString(random.nextInt(900));
            case "bigint" -> Long.toString(random.nextInt(1_000_000));
            case "decimal" -> random.nextInt(900) + ".25";
            case "double" -> random.nextInt(90) + ".5";
            case "boolean" -> Boolean.toString(random.nextBoolean());
            case "date" -> "20" + (10 + random.nextInt(10)) + "-03-01";
            case "time" -> "1" + random.nextInt(10) + ":15:00";
            case "timestamp" -> "2024-0" + (1 + random.nextInt(9)) + "-02T03:04:05";
            case "timestamptz" -> "2025-0" + (1 + random.nextInt(9)) + "-02T03:04:05Z";
            case "uuid" -> "5eedf00d-cafe-400" + random.nextInt(9) + "-8bad-f00ddeadbe1f";
            default -> "0102" + (10 + random.nextInt(80));
        };
    }

    final String literalOrParameter(Parameter parameter) {
        if (parameter.type().startsWith("null:") ? chance(50) : chance(35)) {
            return parameter.literal(kind);
        }
        parameters.add(parameter);
        return "?";
    }
}
