package hudson.model;

public class Queue extends hudson.model.ResourceController implements hudson.model.Saveable {
    public Queue(hudson.model.LoadBalancer arg0) {}

    public void load() {}

    public void save() {}

    public void clear() {}

    public hudson.model.queue.ScheduleResult schedule2(
            hudson.model.Queue.Task arg0, int arg1, java.util.List<hudson.model.Action> arg2) {
        return null;
    }

    public boolean isEmpty() {
        return false;
    }

    public hudson.model.Queue.Item getItem(long arg0) {
        return null;
    }

    public static hudson.model.Queue getInstance() {
        return null;
    }

    public static interface Executable {}

    public abstract static class Item extends hudson.model.Actionable implements jenkins.model.queue.QueueItem {
        public final hudson.model.Queue.Task task = null;

        public long getId() {
            return 0;
        }

        public hudson.model.Queue.Task getTask() {
            return null;
        }

        public final java.util.List<hudson.model.Cause> getCauses() {
            return null;
        }

        public boolean isBuildable() {
            return false;
        }

        protected Item(hudson.model.Queue.Item arg0) {}

        public java.lang.String getUrl() {
            return null;
        }

        public java.lang.String toString() {
            return null;
        }
    }

    public static final class LeftItem extends hudson.model.Queue.Item {
        public LeftItem(hudson.model.Queue.Item arg0) {
            super((hudson.model.Queue.Item) null);
        }

        public boolean isCancelled() {
            return false;
        }
    }

    public static interface QueueAction extends hudson.model.Action {}

    public static interface Task extends jenkins.model.FullyNamedModelObject, hudson.model.queue.SubTask {
        java.lang.String getName();

        java.lang.String getUrl();
    }

    public static final class WaitingItem extends hudson.model.Queue.Item
            implements java.lang.Comparable<hudson.model.Queue.WaitingItem> {
        public WaitingItem(
                java.util.Calendar arg0, hudson.model.Queue.Task arg1, java.util.List<hudson.model.Action> arg2) {
            super((hudson.model.Queue.Item) null);
        }

        public int compareTo(hudson.model.Queue.WaitingItem arg0) {
            return 0;
        }
    }
}
