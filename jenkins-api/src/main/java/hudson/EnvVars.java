package hudson;

public class EnvVars extends java.util.TreeMap<java.lang.String, java.lang.String> {
    public EnvVars(java.util.Map<java.lang.String, java.lang.String> arg0) {
        super(arg0);
    }
}
