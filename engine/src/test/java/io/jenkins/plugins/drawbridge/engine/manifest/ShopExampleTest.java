package io.jenkins.plugins.drawbridge.engine.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.InputStream;
import java.util.List;
import org.junit.Test;

public class ShopExampleTest {

    private final List<Manifest> shop = new ManifestReader(InputStream.nullInputStream(), ManifestLimits.DEFAULT)
            .read(List.of("../examples/shop/k8s"));

    @Test
    public void holds_every_kind_a_project_has() {
        assertThat(shop)
                .extracting(manifest -> manifest.ref().kind())
                .contains(
                        "Deployment",
                        "StatefulSet",
                        "CronJob",
                        "ConfigMap",
                        "Secret",
                        "Service",
                        "Ingress",
                        "HorizontalPodAutoscaler",
                        "PodDisruptionBudget",
                        "NetworkPolicy",
                        "ServiceAccount",
                        "Role",
                        "RoleBinding");
    }

    @Test
    public void names_no_namespace_so_that_the_flag_decides() {
        assertThat(shop).allMatch(manifest -> !manifest.body().path("metadata").has("namespace"));
    }

    @Test
    public void rolls_the_orders_out_after_their_database() {
        List<List<Manifest>> waves =
                Waves.of(shop.stream().map(ShopExampleTest::inShop).toList());

        assertThat(waveOf("StatefulSet", "orders-db", waves)).isLessThan(waveOf("Deployment", "orders", waves));
    }

    private static int waveOf(String kind, String name, List<List<Manifest>> waves) {
        for (int wave = 0; wave < waves.size(); wave++) {
            if (waves.get(wave).stream()
                    .map(Manifest::ref)
                    .anyMatch(ref -> ref.kind().equals(kind) && ref.name().equals(name))) {
                return wave;
            }
        }
        throw new AssertionError("no " + kind + " " + name);
    }

    private static Manifest inShop(Manifest manifest) {
        ObjectNode body = manifest.body().deepCopy();
        body.withObject("/metadata").put("namespace", "shop");
        return manifest.withBody(body);
    }
}
