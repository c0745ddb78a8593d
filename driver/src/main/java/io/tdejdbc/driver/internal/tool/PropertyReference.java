package io.tdejdbc.driver.internal.tool;

import io.tdejdbc.driver.TdeProperty;

/** The reference page of all properties. */
public final class PropertyReference {
    private PropertyReference() {}

    /** The page, in Markdown. */
    public static String markdown() {
        StringBuilder page =
                new StringBuilder("# Properties\n\nMade by `tde properties` from the driver's own list. An "
                        + "unknown property is an error that names its line and the nearest known one.\n\n");
        for (TdeProperty property : TdeProperty.values()) {
            page.append("## `").append(property.key()).append("`\n\n");
            page.append(property.description()).append("\n\n");
            page.append("- value: ")
                    .append(property.range().replace("|", "\\|"))
                    .append('\n');
            page.append("- default: ")
                    .append(property.defaultValue()
                            .map(value -> "`" + value + "`")
                            .orElse("none"))
                    .append('\n');
            page.append("- required: ")
                    .append(property.required() ? "yes" : "no")
                    .append("\n\n");
        }
        return page.substring(0, page.length() - 1);
    }
}
