package hudson.model;

public abstract class ParameterValue implements java.io.Serializable {
    protected final java.lang.String name = (java.lang.String) null;

    protected ParameterValue(java.lang.String arg0, java.lang.String arg1) {}

    protected ParameterValue(java.lang.String arg0) {}

    public final java.lang.String getName() {
        return null;
    }

    public int hashCode() {
        return 0;
    }

    public boolean equals(java.lang.Object arg0) {
        return false;
    }

    public java.lang.String getShortDescription() {
        return null;
    }

    public boolean isSensitive() {
        return false;
    }

    public java.lang.Object getValue() {
        return null;
    }
}
