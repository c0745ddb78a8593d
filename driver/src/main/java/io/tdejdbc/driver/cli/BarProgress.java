package io.tdejdbc.driver.cli;

import io.tdejdbc.driver.internal.tool.Progress;
import java.util.Optional;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** A progress bar on standard error, where somebody sits at a terminal. */
final class BarProgress implements Progress {
    private static final int WIDTH = 80;

    private Optional<ProgressBar> bar = Optional.empty();

    private BarProgress() {}

    static Progress ifTerminal() {
        return System.console() == null || System.getenv("TERM") == null ? Progress.silent() : new BarProgress();
    }

    @Override
    public void begin(String what, long steps) {
        bar = Optional.of(new ProgressBarBuilder()
                .setTaskName("  " + what)
                .setInitialMax(steps)
                .setStyle(ProgressBarStyle.ASCII)
                .setConsumer(new ConsoleProgressBarConsumer(System.err, WIDTH))
                .build());
    }

    @Override
    public void advance(long steps) {
        bar.ifPresent(open -> open.stepBy(steps));
    }

    @Override
    public void end() {
        bar.ifPresent(ProgressBar::close);
        bar = Optional.empty();
    }
}
