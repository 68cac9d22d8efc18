package hudson.model;

public class Queue extends hudson.model.ResourceController implements hudson.model.Saveable {
    public Queue(hudson.model.LoadBalancer arg0) {}

    public void load() {}

    public void save() {}

    public boolean isEmpty() {
        return false;
    }

    public static interface Executable {}

    public static interface QueueAction extends hudson.model.Action {}
}
