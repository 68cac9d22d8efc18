package io.jenkins.plugins.drawbridge.engine.plan.smart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.drawbridge.engine.InputException;
import java.util.List;
import org.junit.Test;

public class ImageTagTest {

    private static final String DIGEST = "sha256:5be7104a4306abe768359a5379e6050ef69a29e9a5f99fcf7f46d5f7e9ba29a2";

    @Test
    public void tags_that_are_versions() {
        for (String tag : List.of(
                "1.27.0",
                "v1.2",
                "1",
                "01.02.03",
                "20240101",
                "1.2.3-rc.1",
                "0",
                "00",
                "0.0.0",
                "1.2.3-alpine",
                "1.2.3-0.x",
                "1.2.3-x-y.7",
                "1.2.3+build.01",
                "1.2.3-rc+b",
                "18446744073709551615")) {
            assertThat(SemverTag.isSemver(tag)).as(tag).isTrue();
            assertThat(ImageTag.parse("nginx:" + tag.replace('+', '_')).tag()).isEqualTo(tag.replace('+', '_'));
        }
    }

    @Test
    public void tags_that_move() {
        for (String tag : List.of(
                "latest",
                "main",
                "stable",
                "1.2-alpha",
                "1.2.3.4",
                "v",
                "vv1.2.3",
                "1.27-alpine",
                "",
                "1.",
                "1..2",
                ".1.2",
                "1.2.x",
                "1.2.3-",
                "1.2.3-01",
                "1.2.3-a..b",
                "1.2.3-a_b",
                "1.2.3+",
                "1+2",
                "18446744073709551616",
                "9".repeat(128))) {
            assertThat(SemverTag.isSemver(tag)).as(tag).isFalse();
        }
    }

    @Test
    public void image_names_give_tag_and_digest() {
        assertThat(ImageTag.parse("nginx")).isEqualTo(new ImageTag("latest", ""));
        assertThat(ImageTag.parse("reg:5000/a/b")).isEqualTo(new ImageTag("latest", ""));
        assertThat(ImageTag.parse("reg:5000/a/b:1.0")).isEqualTo(new ImageTag("1.0", ""));
        assertThat(ImageTag.parse("Reg.io/a__b/c-d.e:x@" + DIGEST)).isEqualTo(new ImageTag("x", DIGEST));
        assertThat(ImageTag.parse("[2001:db8::1]:5000/a@" + DIGEST)).isEqualTo(new ImageTag("", DIGEST));
        assertThat(ImageTag.parse("a:main@" + DIGEST).isFixed()).isTrue();
        assertThat(ImageTag.parse("a:main").isFixed()).isFalse();
        assertThat(ImageTag.parse("a").isFixed()).isFalse();
    }

    @Test
    public void what_is_no_image_name_is_refused() {
        for (String image : List.of(
                "",
                " ",
                "busybox:" + DIGEST,
                "Nginx",
                "a/B",
                "a:",
                "a@",
                "a@sha256:12",
                "a//b",
                "-a",
                "a:b c",
                "{{IMAGE}}",
                "a:" + "t".repeat(129),
                "a".repeat(256))) {
            assertThatThrownBy(() -> ImageTag.parse(image))
                    .as(image)
                    .isInstanceOf(InputException.class)
                    .hasMessageStartingWith("couldn't parse image name \"");
        }
    }
}
