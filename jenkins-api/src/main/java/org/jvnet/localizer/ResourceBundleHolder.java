package org.jvnet.localizer;

public final class ResourceBundleHolder implements java.io.Serializable {
    public final java.lang.Class<?> owner = null;

    public static org.jvnet.localizer.ResourceBundleHolder get(java.lang.Class<?> arg0) {
        return null;
    }

    public ResourceBundleHolder(java.lang.Class<?> arg0) {}

    public java.util.ResourceBundle get(java.util.Locale arg0) {
        return null;
    }

    public java.lang.String toString() {
        return null;
    }
}
