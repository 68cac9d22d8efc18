package io.jenkins.plugins.drawbridge.server;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import org.junit.Test;

/** What the command line may know. */
public class ServerArchitectureTest {

    private static final String SERVER = "io.jenkins.plugins.drawbridge.server";

    @Test
    public void only_the_demo_and_the_rehearsal_of_a_start_know_the_private_cluster_in_a_box() {
        JavaClasses server = new ClassFileImporter()
                .importUrl(Main.class.getProtectionDomain().getCodeSource().getLocation());
        assertThat(server.size()).isGreaterThan(10);
        noClasses()
                .that()
                .resideOutsideOfPackage(SERVER + ".demo..")
                .and()
                .doNotHaveSimpleName("Rehearsal")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.jenkins.plugins.drawbridge.testkit..")
                .check(server);
    }
}
