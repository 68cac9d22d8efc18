package io.jenkins.plugins.drawbridge.engine.report;

/** Whether terminal text is coloured: on a terminal, not in a pipe. */
public enum Colours {
    ON,
    OFF;

    public String green(String text) {
        return paint("32", text);
    }

    public String yellow(String text) {
        return paint("33", text);
    }

    public String red(String text) {
        return paint("31", text);
    }

    public String cyan(String text) {
        return paint("36", text);
    }

    public String bold(String text) {
        return paint("1", text);
    }

    public String faint(String text) {
        return paint("2", text);
    }

    /** Colours where they are wanted. */
    public static Colours when(boolean wanted) {
        return wanted ? ON : OFF;
    }

    private String paint(String code, String text) {
        return this == OFF || text.isEmpty() ? text : "\u001B[" + code + "m" + text + "\u001B[0m";
    }
}
