package io.jenkins.plugins.drawbridge.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;

/** Many callers at once, each of which calls again as soon as it has its answer, or when its time has come. */
final class Callers {

    /** One call; throws if it was not answered as it should be. */
    interface Call {
        void make(int number) throws Exception;
    }

    /** Makes what one caller needs for itself, a connection for instance. */
    interface Desk {
        Call open() throws Exception;
    }

    /**
     * What they saw.
     *
     * @param perSecond answers
     * @param p99 in milliseconds from the moment the call was due to its answer
     */
    record Seen(double perSecond, double median, double p99, double worst) {}

    private Callers() {}

    /**
     * @param calls all callers' calls together
     * @param perSecond how many are due each second; 0: each as soon as its caller has the answer before
     */
    static Seen run(int callers, int calls, double perSecond, Desk desk) {
        ExecutorService threads = Executors.newFixedThreadPool(callers);
        long[] nanos = new long[calls];
        try {
            List<Call> open = new ArrayList<>();
            for (int caller = 0; caller < callers; caller++) {
                open.add(desk.open());
            }
            long begun = System.nanoTime();
            List<Future<?>> done = new ArrayList<>();
            for (int caller = 0; caller < callers; caller++) {
                int first = caller;
                done.add(threads.submit(() -> {
                    for (int number = first; number < calls; number += callers) {
                        nanos[number] = timed(open.get(first), number, begun, perSecond);
                    }
                    return null;
                }));
            }
            for (Future<?> one : done) {
                one.get();
            }
            return seen(nanos, (System.nanoTime() - begun) / 1e9);
        } catch (ExecutionException failed) {
            throw new IllegalStateException("a call was not answered as it should be", failed.getCause());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", stopped);
        } catch (Exception failed) {
            throw new IllegalStateException("no call could be made", failed);
        } finally {
            threads.shutdownNow();
        }
    }

    private static long timed(Call call, int number, long begun, double perSecond) throws Exception {
        long due = System.nanoTime();
        if (perSecond > 0) {
            due = begun + (long) (number / perSecond * 1e9);
            for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
                LockSupport.parkNanos(left);
            }
        }
        call.make(number);
        return System.nanoTime() - due;
    }

    private static Seen seen(long[] nanos, double seconds) {
        Arrays.sort(nanos);
        int last = nanos.length - 1;
        return new Seen(
                nanos.length / seconds,
                nanos[last / 2] / 1e6,
                nanos[(int) Math.ceil(last * 0.99)] / 1e6,
                nanos[last] / 1e6);
    }
}
