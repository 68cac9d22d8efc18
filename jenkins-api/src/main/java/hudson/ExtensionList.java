package hudson;

public class ExtensionList<T> extends java.util.AbstractList<T> implements jenkins.util.io.OnMaster {
    public final jenkins.model.Jenkins jenkins = null;

    protected ExtensionList(jenkins.model.Jenkins arg0, java.lang.Class<T> arg1) {}

    public <U extends T> U get(java.lang.Class<U> arg0) {
        return null;
    }

    public <U extends T> U getInstance(java.lang.Class<U> arg0) throws java.lang.IllegalStateException {
        return null;
    }

    public java.util.Iterator<T> iterator() {
        return null;
    }

    public T get(int arg0) {
        return null;
    }

    public int size() {
        return 0;
    }

    public final T remove(int arg0) {
        return null;
    }

    public boolean add(T arg0) {
        return false;
    }

    public T getDynamic(java.lang.String arg0) {
        return null;
    }

    protected java.util.List<hudson.ExtensionComponent<T>> load() {
        return null;
    }

    public static <U> U lookupSingleton(java.lang.Class<U> arg0) {
        return null;
    }
}
