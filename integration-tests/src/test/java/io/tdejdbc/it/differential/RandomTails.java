package io.tdejdbc.it.differential;

import io.tdejdbc.it.differential.ShopColumns.Col;
import io.tdejdbc.it.harness.Backend;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** The ends of queries: ORDER BY, by columns of the shop that are mostly protected, and numbers of rows. */
abstract class RandomTails extends RandomConditions {
    private static final List<String> DIRECTIONS = List.of("", "", " ASC", " DESC", " DESC");

    RandomTails(Backend.Kind kind, Random random) {
        super(kind, random);
    }

    /**
     * An item of a select list.
     *
     * @param column the column that it is by itself
     * @param label how its result column is called, if that is sure
     */
    record Item(String text, Optional<Col> column, Optional<String> label) {
        static Item of(Col column, Optional<String> alias) {
            return new Item(
                    column.ref() + alias.map(name -> " AS " + name).orElse(""),
                    Optional.of(column),
                    Optional.of(alias.orElse(bare(column))));
        }

        static Item other(String text) {
            return new Item(text, Optional.empty(), Optional.empty());
        }
    }

    private static String bare(Col column) {
        return column.ref().substring(column.ref().indexOf('.') + 1);
    }

    /**
     * ORDER BY: protected columns mostly first, then plain ones, then what makes the order one.
     *
     * @param columns those that may be named
     * @param items the select list, if it is none of a star
     * @param last keys that come last, often all of them
     */
    final String order(List<Col> columns, List<Item> items, boolean star, List<String> last) {
        List<String> keys = new ArrayList<>();
        for (int i = 0; i < (chance(35) ? 2 : 1); i++) {
            some(columns, chance(95) ? this::isSorted : c -> !c.plain())
                    .ifPresent(c -> keys.add(key(c, columns, items, star)));
        }
        if (keys.isEmpty() || chance(35)) {
            some(columns, Col::plain).ifPresent(c -> keys.add(key(c, columns, items, star)));
        }
        if (chance(65)) {
            last.forEach(key -> keys.add(key + one(DIRECTIONS)));
        }
        if (chance(6)) {
            Collections.shuffle(keys, random);
        }
        return keys.isEmpty() ? "" : " ORDER BY " + String.join(", ", keys);
    }

    /** ORDER BY of a set operation, whose keys are result columns. */
    final String orderOfUnited(List<Col> left) {
        List<Item> items = left.stream().map(c -> Item.of(c, Optional.empty())).toList();
        List<String> keys = new ArrayList<>();
        for (int i = 0; i < left.size(); i++) {
            if (chance(70)) {
                boolean named = chance(50) && isOnly(bare(left.get(i)), items);
                keys.add((named ? bare(left.get(i)) : Integer.toString(i + 1)) + direction());
            }
        }
        Collections.shuffle(keys, random);
        return keys.isEmpty() ? "" : " ORDER BY " + String.join(", ", keys);
    }

    private static boolean isOnly(String label, List<Item> items) {
        return items.stream()
                        .filter(item -> item.label().equals(Optional.of(label)))
                        .count()
                == 1;
    }

    private String key(Col column, List<Col> columns, List<Item> items, boolean star) {
        List<String> ways = new ArrayList<>(List.of(column.ref()));
        String bare = bare(column);
        boolean one = columns.stream().filter(c -> bare(c).equals(bare)).count() == 1;
        boolean free = items.stream().allMatch(item -> !item.label().equals(Optional.of(bare)) || isOnly(bare, items));
        if (one && free) {
            ways.add(bare);
        }
        for (int i = 0; !star && i < items.size(); i++) {
            if (items.get(i).column().equals(Optional.of(column))) {
                ways.add(Integer.toString(i + 1));
                items.get(i).label().filter(label -> isOnly(label, items)).ifPresent(ways::add);
            }
        }
        return one(ways) + direction();
    }

    private String direction() {
        boolean nulls = kind != Backend.Kind.MARIADB && chance(25);
        return one(DIRECTIONS) + (nulls ? one(List.of(" NULLS FIRST", " NULLS LAST")) : "");
    }

    /** A limit, in some of a hundred cases. */
    final String limit(int percent) {
        if (!chance(percent)) {
            return "";
        }
        switch (random.nextInt(kind == Backend.Kind.MARIADB ? 6 : 7)) {
            case 0, 1 -> {
                return " LIMIT " + count(12);
            }
            case 2 -> {
                return " LIMIT " + count(12) + " OFFSET " + count(8);
            }
            case 3 -> {
                return " OFFSET " + count(8) + " ROWS FETCH " + one(List.of("FIRST ", "NEXT ")) + count(12)
                        + one(List.of(" ROWS ONLY", " ROW ONLY"));
            }
            case 4 -> {
                return " FETCH FIRST " + count(12) + " ROWS ONLY";
            }
            case 5 -> {
                return kind == Backend.Kind.MARIADB
                        ? " LIMIT " + count(5) + ", " + count(12)
                        : " OFFSET " + count(6) + " LIMIT " + count(9);
            }
            default -> {
                return " OFFSET " + count(9) + (chance(50) ? " ROWS" : "");
            }
        }
    }

    private String count(int most) {
        int rows = chance(8) ? 1000 : random.nextInt(most + 1);
        return literalOrParameter(new Parameter(chance(60) ? "int" : "bigint", Integer.toString(rows)));
    }
}
