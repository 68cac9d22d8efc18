package net.sf.json;

public final class JSONObject {
    public JSONObject() {}

    public JSONObject(boolean arg0) {}

    public void clear() {}

    public int compareTo(java.lang.Object arg0) {
        return 0;
    }

    public boolean containsKey(java.lang.Object arg0) {
        return false;
    }

    public java.util.Set entrySet() {
        return null;
    }

    public boolean equals(java.lang.Object arg0) {
        return false;
    }

    public java.lang.Object get(java.lang.Object arg0) {
        return null;
    }

    public java.lang.Object get(java.lang.String arg0) {
        return null;
    }

    public net.sf.json.JSONObject getJSONObject(java.lang.String arg0) {
        return null;
    }

    public boolean has(java.lang.String arg0) {
        return false;
    }

    public int hashCode() {
        return 0;
    }

    public boolean isEmpty() {
        return false;
    }

    public java.util.Set<java.lang.String> keySet() {
        return null;
    }

    public void putAll(java.util.Map arg0) {}

    public java.lang.Object remove(java.lang.String arg0) {
        return null;
    }

    public int size() {
        return 0;
    }

    public java.lang.String toString() {
        return null;
    }

    public java.lang.String toString(int arg0) {
        return null;
    }

    public java.lang.String toString(int arg0, int arg1) {
        return null;
    }

    public java.util.Collection values() {
        return null;
    }
}
