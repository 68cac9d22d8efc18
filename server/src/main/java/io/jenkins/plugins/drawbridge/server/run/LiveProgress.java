package io.jenkins.plugins.drawbridge.server.run;

import io.jenkins.plugins.drawbridge.engine.deploy.DeployEvent;
import io.jenkins.plugins.drawbridge.engine.deploy.Verdict;
import io.jenkins.plugins.drawbridge.engine.manifest.ObjectRef;
import io.jenkins.plugins.drawbridge.engine.plan.Change;
import io.jenkins.plugins.drawbridge.engine.report.Colours;
import io.jenkins.plugins.drawbridge.engine.report.Wrapped;
import io.jenkins.plugins.drawbridge.engine.step.EventLine;
import io.jenkins.plugins.drawbridge.server.cli.PlainText;
import io.jenkins.plugins.drawbridge.server.cli.Surroundings;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * On a terminal: what has ended scrolls up, below it one live line for each object in flight, and a bar. A thread of its
 * own redraws a few times a second, so that a thousand events cost no more than ten.
 */
final class LiveProgress implements Progress {

    private static final int SHOWN_IN_FLIGHT = 8;
    private static final long REDRAW_MILLIS = 100;
    private static final int BAR = 24;

    private final PrintStream out;
    private final int columns;
    private final Colours colours;
    private final Map<ObjectRef, String> inFlight = new LinkedHashMap<>();
    private final List<String> ended = new ArrayList<>();
    private final Thread redrawing = new Thread(this::redraw, "drawbridge-progress");
    private final long begun = System.nanoTime();
    private int drawn;
    private int total;
    private int done;
    private boolean closed;

    LiveProgress(Surroundings surroundings) {
        this.out = surroundings.out();
        this.columns = Math.max(surroundings.terminal().columns(), 40);
        this.colours = Colours.when(surroundings.terminal().colours());
        redrawing.setDaemon(true);
        redrawing.start();
    }

    @Override
    public synchronized void event(DeployEvent event) {
        if (event instanceof DeployEvent.Planned planned) {
            total = (int) planned.plan().changes().stream()
                    .filter(change -> !(change instanceof Change.Unchanged))
                    .count();
            ended.add(EventLine.of(event));
        } else if (event instanceof DeployEvent.ApplyStarted started) {
            inFlight.put(started.ref(), "applying");
        } else if (event instanceof DeployEvent.Applied applied) {
            inFlight.put(applied.ref(), "applied");
        } else if (event instanceof DeployEvent.Progress progress) {
            inFlight.put(progress.ref(), progress.message());
        } else if (event instanceof DeployEvent.Concluded concluded) {
            end(concluded.ref(), mark(concluded.verdict()), EventLine.verdict(concluded.verdict()));
        } else if (event instanceof DeployEvent.Pruned pruned) {
            end(pruned.ref(), colours.green("✔"), "deleted");
        } else if (!EventLine.of(event).isEmpty()) {
            ended.add(Wrapped.text(EventLine.of(event), 0, columns, "  "));
        }
    }

    private void end(ObjectRef ref, String mark, String words) {
        inFlight.remove(ref);
        done++;
        String name = PlainText.of(ref.toString());
        String said = Wrapped.text(PlainText.of(words), name.length() + 3, columns, "    ");
        ended.add(mark + " " + name + " " + colours.faint(said));
    }

    private String mark(Verdict verdict) {
        return switch (verdict.state()) {
            case READY -> colours.green("✔");
            case SKIPPED -> colours.faint("–");
            case FAILED, TIMED_OUT -> colours.red("✖");
        };
    }

    @Override
    public synchronized void notice(String sentence) {
        ended.add(colours.faint(Wrapped.text(PlainText.of(sentence), 0, columns, "  ")));
    }

    private void redraw() {
        while (true) {
            synchronized (this) {
                if (closed) {
                    return;
                }
                draw();
            }
            try {
                Thread.sleep(REDRAW_MILLIS);
            } catch (InterruptedException closing) {
                return;
            }
        }
    }

    private void draw() {
        StringBuilder frame = new StringBuilder(wiped());
        ended.forEach(line -> frame.append(line).append('\n'));
        ended.clear();
        List<String> live = live();
        live.forEach(line -> frame.append(line).append('\n'));
        drawn = live.size();
        out.print(frame);
        out.flush();
    }

    /** Moves back to the first live line and clears from there. */
    private String wiped() {
        return drawn == 0 ? "" : "\u001B[" + drawn + "A\u001B[J";
    }

    private List<String> live() {
        List<String> lines = new ArrayList<>();
        inFlight.forEach((ref, words) -> {
            if (lines.size() < SHOWN_IN_FLIGHT) {
                lines.add(colours.cyan("…") + " " + Columns.cut(PlainText.of(ref + ": " + words), columns - 3));
            }
        });
        int hidden = inFlight.size() - lines.size();
        if (hidden > 0) {
            lines.add(colours.faint("  and " + hidden + " more"));
        }
        if (total > 0) {
            lines.add(bar());
        }
        return lines;
    }

    private String bar() {
        int filled = Math.min(BAR, done * BAR / Math.max(total, 1));
        long seconds = (System.nanoTime() - begun) / 1_000_000_000L;
        return colours.green("█".repeat(filled))
                + colours.faint("░".repeat(BAR - filled))
                + String.format(
                        Locale.ROOT, " %d/%d  %d:%02d", Math.min(done, total), total, seconds / 60, seconds % 60);
    }

    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        inFlight.clear();
        total = 0;
        draw();
        redrawing.interrupt();
    }
}
