package io.jenkins.plugins.drawbridge;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchUnitRunner;
import com.tngtech.archunit.lang.ArchRule;
import hudson.FilePath;
import hudson.remoting.Callable;
import io.jenkins.plugins.drawbridge.engine.Secret;
import java.net.InetAddress;
import java.net.Socket;
import jenkins.MasterToSlaveFileCallable;
import org.junit.runner.RunWith;

@RunWith(ArchUnitRunner.class)
@AnalyzeClasses(packagesOf = ArchitectureTest.class, importOptions = ImportOption.DoNotIncludeTests.class)
public class ArchitectureTest {

    private static final String OURS = "io.jenkins.plugins.drawbridge.";

    @ArchTest
    public static final ArchRule arrows_between_packages_only_point_down = layeredArchitecture()
            .consideringOnlyDependenciesInAnyPackage(
                    OURS + "webhook..", OURS + "steps..", OURS + "report..", OURS + "config..")
            .layer("webhook")
            .definedBy(OURS + "webhook..")
            .layer("steps")
            .definedBy(OURS + "steps..")
            .layer("report")
            .definedBy(OURS + "report..")
            .layer("config")
            .definedBy(OURS + "config..")
            .layer("http")
            .definedBy(OURS + "http..")
            .whereLayer("webhook")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("steps")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("report")
            .mayOnlyBeAccessedByLayers("steps")
            .whereLayer("config")
            .mayOnlyBeAccessedByLayers("steps", "webhook")
            .whereLayer("report")
            .mayOnlyAccessLayers("http")
            .whereLayer("http")
            .mayNotAccessAnyLayer()
            .whereLayer("config")
            .mayNotAccessAnyLayer();

    @ArchTest
    public static final ArchRule the_plugin_opens_no_sockets_and_resolves_no_names = noClasses()
            .that()
            .resideInAnyPackage(OURS + "webhook..", OURS + "steps..", OURS + "report..", OURS + "config..")
            .should()
            .dependOnClassesThat()
            .areAssignableTo(Socket.class)
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(InetAddress.class)
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.net.http.HttpClient")
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.net.URLConnection");

    @ArchTest
    public static final ArchRule what_runs_on_an_agent_is_a_controller_to_agent_call = noClasses()
            .that()
            .areNotAssignableTo(MasterToSlaveFileCallable.class)
            .should()
            .implement(Callable.class)
            .orShould()
            .implement(FilePath.FileCallable.class);

    @ArchTest
    public static final ArchRule nothing_that_jenkins_keeps_holds_a_secret =
            com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields()
                    .that()
                    .areNotStatic()
                    .and()
                    .areDeclaredInClassesThat()
                    .resideInAnyPackage(OURS + "webhook..", OURS + "steps..", OURS + "report..", OURS + "config..")
                    .should()
                    .haveRawType(Secret.class)
                    .orShould()
                    .haveRawType(hudson.util.Secret.class);

    @ArchTest
    public static final ArchRule no_program_is_started_and_no_script_is_run = noClasses()
            .that()
            .resideInAnyPackage(OURS + "webhook..", OURS + "steps..", OURS + "report..", OURS + "config..")
            .should()
            .dependOnClassesThat()
            .areAssignableTo(ProcessBuilder.class)
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(Runtime.class)
            .orShould()
            .dependOnClassesThat()
            .resideInAnyPackage("groovy..", "javax.script..");
}
