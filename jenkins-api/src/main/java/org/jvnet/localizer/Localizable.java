package org.jvnet.localizer;

public class Localizable implements java.io.Serializable {
    public Localizable(
            org.jvnet.localizer.ResourceBundleHolder arg0, java.lang.String arg1, java.lang.Object... arg2) {}

    public java.lang.String getKey() {
        return null;
    }

    public java.lang.String toString(java.util.Locale arg0) {
        return null;
    }

    public java.lang.String toString() {
        return null;
    }
}
