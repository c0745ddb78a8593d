package io.tdejdbc.benchmarks.crypto;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Nanoseconds for one value by size and way, one thread, as bars on a logarithmic axis; a panel for each operation. */
final class SvgChart {

    private static final List<String> OPERATIONS =
            List.of("xaes Encrypt", "xaes Decrypt", "siv Encrypt", "siv Decrypt");
    private static final List<String> WAYS =
            List.of("Batch", "Single", "ReusedJce", "NaiveJce", "BouncyCastle", "Tink");
    private static final List<String> COLOURS =
            List.of("#1b6ca8", "#7fb7dd", "#4a4a4a", "#b0b0b0", "#d98e32", "#5a9e5a");
    private static final List<Integer> SIZES = List.of(8, 32, 100, 400, 4096, 65536);
    private static final int PANEL_WIDTH = 480;
    private static final int PANEL_HEIGHT = 250;
    private static final double LOWEST = 10;
    private static final double HIGHEST = 1e6;

    private SvgChart() {}

    static String of(List<Measurement> all) {
        String jdk = all.get(all.size() - 1).jdk();
        List<Measurement> measurements = all.stream()
                .filter(m -> m.jdk().equals(jdk) && m.threads() == all.get(0).threads())
                .toList();
        StringBuilder svg = new StringBuilder();
        svg.append("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 ").append(2 * PANEL_WIDTH + 20);
        svg.append(' ').append(2 * PANEL_HEIGHT + 70).append("\" font-family=\"sans-serif\" font-size=\"11\">\n");
        svg.append("<rect width=\"100%\" height=\"100%\" fill=\"white\"/>\n");
        text(
                svg,
                10,
                18,
                "start",
                "Nanoseconds of processor time for one value (logarithmic), JDK " + jdk + ", " + MarkdownReport.cpu());
        for (int way = 0; way < WAYS.size(); way++) {
            int x = 10 + 172 * way;
            svg.append(String.format(
                    Locale.ROOT,
                    "<rect x=\"%d\" y=\"28\" width=\"10\" height=\"10\" fill=\"%s\"/>%n",
                    x,
                    COLOURS.get(way)));
            text(svg, x + 14, 37, "start", MarkdownReport.label(WAYS.get(way)));
        }
        for (int i = 0; i < OPERATIONS.size(); i++) {
            panel(svg, i % 2 * (PANEL_WIDTH + 10), 50 + i / 2 * (PANEL_HEIGHT + 5), OPERATIONS.get(i), measurements);
        }
        return svg.append("</svg>\n").toString();
    }

    private static void panel(StringBuilder svg, int left, int top, String operation, List<Measurement> measurements) {
        int bottom = top + PANEL_HEIGHT - 25;
        text(
                svg,
                left + 50,
                top + 14,
                "start",
                operation.replace("xaes", "XAES-256-GCM").replace("siv", "AES-SIV"));
        for (double tick = LOWEST; tick <= HIGHEST; tick *= 10) {
            double y = y(tick, top + 20, bottom);
            svg.append(String.format(
                    Locale.ROOT,
                    "<line x1=\"%d\" x2=\"%d\" y1=\"%.1f\" y2=\"%.1f\" stroke=\"#dddddd\"/>%n",
                    left + 55,
                    left + PANEL_WIDTH - 5,
                    y,
                    y));
            text(svg, left + 50, y + 4, "end", String.format(Locale.ROOT, "%,.0f", tick));
        }
        double group = (PANEL_WIDTH - 65.0) / SIZES.size();
        for (int i = 0; i < SIZES.size(); i++) {
            double x = left + 60 + i * group;
            text(svg, x + group / 2 - 5, bottom + 14, "middle", SIZES.get(i) < 65536 ? SIZES.get(i) + " B" : "64 KiB");
            for (int way = 0; way < WAYS.size(); way++) {
                Optional<Measurement> found = MarkdownReport.find(measurements, operation, WAYS.get(way), SIZES.get(i));
                if (found.isPresent()) {
                    double y = y(found.get().nanos(), top + 20, bottom);
                    svg.append(String.format(
                            Locale.ROOT,
                            "<rect x=\"%.1f\" y=\"%.1f\" width=\"9\" height=\"%.1f\" fill=\"%s\"/>%n",
                            x + 10 * way,
                            y,
                            bottom - y,
                            COLOURS.get(way)));
                }
            }
        }
    }

    private static double y(double nanos, int top, int bottom) {
        double share = Math.log(Math.max(nanos, LOWEST) / LOWEST) / Math.log(HIGHEST / LOWEST);
        return bottom - share * (bottom - top);
    }

    private static void text(StringBuilder svg, double x, double y, String anchor, String text) {
        svg.append(String.format(
                Locale.ROOT, "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>%n", x, y, anchor, text));
    }
}
