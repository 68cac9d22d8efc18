package jenkins.model;

public abstract class ParameterizedJobMixIn<
        JobT extends
                hudson.model.Job<JobT, RunT> & jenkins.model.ParameterizedJobMixIn.ParameterizedJob<JobT, RunT>
                        & hudson.model.Queue.Task,
        RunT extends hudson.model.Run<JobT, RunT> & hudson.model.Queue.Executable> {
    public ParameterizedJobMixIn() {}

    public static interface ParameterizedJob<
                    JobT extends
                            hudson.model.Job<JobT, RunT>
                                    & jenkins.model.ParameterizedJobMixIn.ParameterizedJob<JobT, RunT>
                                    & hudson.model.Queue.Task,
                    RunT extends hudson.model.Run<JobT, RunT> & hudson.model.Queue.Executable>
            extends hudson.model.BuildableItem, jenkins.triggers.TriggeredItem {
        default int getQuietPeriod() {
            return 0;
        }

        default boolean isBuildable() {
            return false;
        }
    }
}
