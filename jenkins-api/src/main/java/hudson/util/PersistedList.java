package hudson.util;

public class PersistedList<T> extends java.util.AbstractList<T> {
    protected PersistedList() {}

    public boolean add(T arg0) {
        return false;
    }

    public boolean addAll(java.util.Collection<? extends T> arg0) {
        return false;
    }

    public T get(int arg0) {
        return null;
    }

    public <U extends T> U get(java.lang.Class<U> arg0) {
        return null;
    }

    public int size() {
        return 0;
    }

    public void remove(java.lang.Class<? extends T> arg0) throws java.io.IOException {}

    public void replace(T arg0, T arg1) throws java.io.IOException {}

    public void clear() {}

    public java.util.Iterator<T> iterator() {
        return null;
    }

    public java.util.List<T> toList() {
        return null;
    }

    public boolean isEmpty() {
        return false;
    }

    public boolean contains(java.lang.Object arg0) {
        return false;
    }

    public java.lang.String toString() {
        return null;
    }
}
