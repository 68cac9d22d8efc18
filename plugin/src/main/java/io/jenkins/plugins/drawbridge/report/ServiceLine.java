package io.jenkins.plugins.drawbridge.report;

import io.jenkins.plugins.drawbridge.engine.report.PlainText;
import io.jenkins.plugins.drawbridge.engine.report.ServiceReport;
import java.io.Serializable;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** A service in a build's summary. Kept in {@code build.xml}; holds no secret. */
@ExportedBean
public final class ServiceLine implements Serializable {

    private static final long serialVersionUID = 1L;

    private final String name;
    private final String outcome;
    private final String verdict;

    ServiceLine(String name, String outcome, String verdict) {
        this.name = name;
        this.outcome = outcome;
        this.verdict = verdict;
    }

    static ServiceLine of(ServiceReport service) {
        return new ServiceLine(
                PlainText.line(service.plan().name()),
                service.plan().outcome().word(),
                service.verdict() == null ? "" : service.verdict().state().word());
    }

    @Exported(visibility = 999)
    public String getName() {
        return name;
    }

    /** Deploy, Delete, No Update or No Info Available. */
    @Exported(visibility = 999)
    public String getOutcome() {
        return outcome;
    }

    /** ready, failed, timed out, skipped; empty: nothing was done. */
    @Exported(visibility = 999)
    public String getVerdict() {
        return verdict;
    }
}
