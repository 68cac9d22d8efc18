package io.jenkins.plugins.drawbridge.report;

import hudson.model.Action;
import hudson.model.Job;
import hudson.model.Run;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** <em>Deployments</em> on a job: its environments, each with its last deploys. Looks at the latest builds alone. */
public final class JobDeployments implements Action {

    private static final int MOST_BUILDS = 100;
    private static final int LONGEST_HISTORY = 20;

    private final Job<?, ?> job;

    JobDeployments(Job<?, ?> job) {
        this.job = job;
    }

    public Job<?, ?> getJob() {
        return job;
    }

    /** Where this job deployed to, the latest first. */
    public List<DeployedPlace> getPlaces() {
        Map<String, List<Deployment>> places = new LinkedHashMap<>();
        int looked = 0;
        for (Run<?, ?> run : job.getBuilds()) {
            SmartDeployAction action = run.getAction(SmartDeployAction.class);
            if (action != null) {
                add(places, run, action);
            }
            if (++looked == MOST_BUILDS) {
                break;
            }
        }
        List<DeployedPlace> all = new ArrayList<>();
        places.forEach((place, history) -> all.add(new DeployedPlace(place, history)));
        return all;
    }

    private static void add(Map<String, List<Deployment>> places, Run<?, ?> run, SmartDeployAction action) {
        List<DeploySection> sections = new ArrayList<>(action.getSections());
        Collections.reverse(sections);
        for (DeploySection section : sections) {
            if (section.isDeploy()) {
                List<Deployment> history = places.computeIfAbsent(section.getPlace(), place -> new ArrayList<>());
                if (history.size() < LONGEST_HISTORY) {
                    history.add(new Deployment(run, section));
                }
            }
        }
    }

    @Override
    public String getIconFileName() {
        return "symbol-drawbridge plugin-drawbridge";
    }

    @Override
    public String getDisplayName() {
        return "Deployments";
    }

    @Override
    public String getUrlName() {
        return "deployments";
    }
}
