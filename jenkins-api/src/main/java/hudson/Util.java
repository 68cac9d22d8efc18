package hudson;

public class Util {
    public Util() {}

    public static java.lang.String rawEncode(java.lang.String arg0) {
        return null;
    }
}
