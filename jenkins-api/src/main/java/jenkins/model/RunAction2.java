package jenkins.model;

public interface RunAction2 extends hudson.model.Action {
    void onAttached(hudson.model.Run<?, ?> arg0);

    void onLoad(hudson.model.Run<?, ?> arg0);
}
