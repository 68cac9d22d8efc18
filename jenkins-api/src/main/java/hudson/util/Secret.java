package hudson.util;

public final class Secret implements java.io.Serializable {
    public java.lang.String toString() {
        return null;
    }

    public java.lang.String getPlainText() {
        return null;
    }

    public boolean equals(java.lang.Object arg0) {
        return false;
    }

    public int hashCode() {
        return 0;
    }

    Secret() {}
}
