package io.tdejdbc.driver.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/** Lines of cells, printed in columns. */
final class Table {
    private final List<List<String>> lines = new ArrayList<>();

    Table line(Object... cells) {
        List<String> line = new ArrayList<>();
        for (Object cell : cells) {
            line.add(cell.toString());
        }
        lines.add(line);
        return this;
    }

    void print(PrintWriter out) {
        for (List<String> line : lines) {
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < line.size(); i++) {
                text.append(i == 0 ? "  " : "   ").append(line.get(i));
                if (i < line.size() - 1) {
                    text.append(" ".repeat(width(i) - line.get(i).length()));
                }
            }
            out.println(text);
        }
    }

    private int width(int column) {
        return lines.stream()
                .filter(line -> line.size() > column)
                .mapToInt(line -> line.get(column).length())
                .max()
                .orElse(0);
    }
}
