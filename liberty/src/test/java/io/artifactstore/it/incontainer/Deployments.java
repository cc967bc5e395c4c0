package io.artifactstore.it.incontainer;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.jboss.arquillian.container.test.api.Testable;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.importer.ZipImporter;
import org.jboss.shrinkwrap.api.spec.EnterpriseArchive;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/**
 * The product's EAR with a second WAR for the tests: in the store's own, the servlet on {@code /*}
 * would answer the test runner's requests.
 */
final class Deployments {

    private static final String DESCRIPTOR = "META-INF/application.xml";
    private static final String WAR = "in-container-tests.war";

    private Deployments() {}

    static EnterpriseArchive storeWith(Class<?>... testClasses) {
        EnterpriseArchive ear =
                ShrinkWrap.create(ZipImporter.class, "artifact-store.ear")
                        .importFrom(new File(System.getProperty("it.ear")))
                        .as(EnterpriseArchive.class);
        WebArchive war =
                ShrinkWrap.create(WebArchive.class, WAR)
                        .addClasses(testClasses)
                        .addAsWebInfResource(
                                new StringAsset(
                                        "<beans xmlns=\"https://jakarta.ee/xml/ns/jakartaee\" version=\"4.0\""
                                                + " bean-discovery-mode=\"all\"/>"),
                                "beans.xml");
        ear.addAsModule(Testable.archiveToTest(war));
        String module =
                "<module><web><web-uri>"
                        + WAR
                        + "</web-uri><context-root>/in-container-tests</context-root></web></module>";
        ear.delete(DESCRIPTOR);
        ear.setApplicationXML(
                new StringAsset(
                        descriptorOf().replace("</application>", module + "</application>")));
        return ear;
    }

    private static String descriptorOf() {
        EnterpriseArchive original =
                ShrinkWrap.create(ZipImporter.class, "original.ear")
                        .importFrom(new File(System.getProperty("it.ear")))
                        .as(EnterpriseArchive.class);
        try (InputStream in = original.get(DESCRIPTOR).getAsset().openStream()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read application.xml", e);
        }
    }
}
