package io.jenkins.plugins.drawbridge.server;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.Arrays;
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

    private static final JavaClasses ALL = new ClassFileImporter()
            .importUrl(Main.class.getProtectionDomain().getCodeSource().getLocation());

    private static void onlyTheyKnow(String[] packages, String... libraries) {
        noClasses()
                .that()
                .resideOutsideOfPackages(packages)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(libraries)
                .check(ALL);
    }

    @Test
    public void only_store_knows_sql() {
        onlyTheyKnow(new String[] {SERVER + ".store.."}, "org.jdbi..", "java.sql..", "org.flywaydb..", "org.h2..");
    }

    @Test
    public void only_web_knows_javalin() {
        onlyTheyKnow(new String[] {SERVER + ".web.."}, "io.javalin..", "org.eclipse.jetty..");
    }

    @Test
    public void only_jenkinsfile_knows_groovy() {
        onlyTheyKnow(
                new String[] {SERVER + ".jenkinsfile.."}, "org.codehaus.groovy..", "groovy..", "org.apache.groovy..");
    }

    @Test
    public void only_source_knows_jgit_besides_the_demo_that_makes_a_repository() {
        onlyTheyKnow(new String[] {SERVER + ".source..", SERVER + ".demo.."}, "org.eclipse.jgit..");
    }

    @Test
    public void arrows_between_packages_only_point_down() {
        below("store", "work", "pipeline", "callback", "web", "serve", "source", "jenkinsfile");
        below("jenkinsfile", "store", "work", "pipeline", "callback", "web", "serve", "source", "config");
        below("config", "store", "work", "pipeline", "callback", "web", "serve", "source", "jenkinsfile");
        below("source", "store", "work", "pipeline", "callback", "web", "serve", "jenkinsfile");
        below("work", "pipeline", "callback", "web", "serve", "source", "jenkinsfile");
        below("callback", "pipeline", "web", "serve", "source", "jenkinsfile");
        below("pipeline", "callback", "web", "serve");
        below("web", "pipeline", "callback", "serve", "source");
    }

    private static void below(String lower, String... above) {
        noClasses()
                .that()
                .resideInAPackage(SERVER + "." + lower + "..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(Arrays.stream(above)
                        .map(name -> SERVER + "." + name + "..")
                        .toArray(String[]::new))
                .check(ALL);
    }
}
