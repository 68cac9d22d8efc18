package io.jenkins.plugins.drawbridge.bench;

import java.util.Locale;

/**
 * One line of the result.
 *
 * @param kubectl median in milliseconds; 0: kubectl has nothing to compare
 * @param ours median in the row's unit
 * @param target what is to be reached, spelt out; empty: none
 */
record Row(String name, double kubectl, double ours, String unit, String target, boolean reached) {

    /** At least so many times faster than kubectl. */
    static Row faster(String name, double kubectl, double ours, double times) {
        return new Row(
                name, kubectl, ours, "ms", String.format(Locale.ROOT, ">= %.0fx", times), kubectl / ours >= times);
    }

    /** Below a bound. */
    static Row below(String name, double ours, String unit, double bound) {
        return new Row(name, 0, ours, unit, String.format(Locale.ROOT, "< %.0f %s", bound, unit), ours < bound);
    }

    /** Only to know. */
    static Row information(String name, double kubectl, double ours, String unit) {
        return new Row(name, kubectl, ours, unit, "", true);
    }

    String line() {
        String theirs = kubectl == 0 ? "" : String.format(Locale.ROOT, "%.0f ms", kubectl);
        String ratio = kubectl == 0 ? "" : String.format(Locale.ROOT, "%.1fx", kubectl / ours);
        String verdict = target.isEmpty() ? "" : reached ? "PASS" : "MISS";
        return String.format(
                Locale.ROOT,
                "| %-52s | %9s | %9s | %6s | %9s | %4s |",
                name,
                theirs,
                String.format(Locale.ROOT, "%.0f %s", ours, unit),
                ratio,
                target,
                verdict);
    }
}
