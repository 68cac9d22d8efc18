package hudson.util;

public class DescribableList<T extends hudson.model.Describable<T>, D extends hudson.model.Descriptor<T>>
        extends hudson.util.PersistedList<T> {
    protected DescribableList() {}

    public DescribableList(hudson.model.Saveable arg0) {}

    public T get(D arg0) {
        return null;
    }

    public <U extends T> U get(java.lang.Class<U> arg0) {
        return null;
    }
}
