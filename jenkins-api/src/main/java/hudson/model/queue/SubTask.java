package hudson.model.queue;

public interface SubTask extends hudson.model.ResourceActivity, jenkins.model.queue.ITask {
    default java.lang.String getUrl() {
        return null;
    }
}
