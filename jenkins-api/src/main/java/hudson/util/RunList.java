package hudson.util;

public class RunList<R extends hudson.model.Run> extends java.util.AbstractList<R> {
    public RunList() {}

    public RunList(hudson.model.Job arg0) {}

    public RunList(java.util.Collection<? extends hudson.model.Job> arg0) {}

    public java.util.Iterator<R> iterator() {
        return null;
    }

    public int size() {
        return 0;
    }

    public R get(int arg0) {
        return null;
    }

    public java.util.List<R> subList(int arg0, int arg1) {
        return null;
    }

    public boolean isEmpty() {
        return false;
    }

    public R getLastBuild() {
        return null;
    }
}
