package io.tdejdbc.benchmarks.crypto;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** The processor time of the calling thread, which other load on the machine disturbs little. */
@State(Scope.Thread)
@AuxCounters(AuxCounters.Type.EVENTS)
public class CpuClock {

    /** Nanoseconds of processor time in benchmark calls. */
    public long cpuNanos;

    /** Benchmark calls. */
    public long calls;

    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private long start;

    /** Before every call; a call works on many values, so that this costs next to nothing. */
    @Setup(Level.Invocation)
    public void begin() {
        start = threads.getCurrentThreadCpuTime();
    }

    /** After every call. */
    @TearDown(Level.Invocation)
    public void end() {
        cpuNanos += threads.getCurrentThreadCpuTime() - start;
        calls++;
    }
}
