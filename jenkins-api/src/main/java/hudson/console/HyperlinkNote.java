package hudson.console;

public class HyperlinkNote extends hudson.console.ConsoleNote {
    public HyperlinkNote(java.lang.String arg0, int arg1) {}

    public static java.lang.String encodeTo(java.lang.String arg0, java.lang.String arg1) {
        return null;
    }
}
