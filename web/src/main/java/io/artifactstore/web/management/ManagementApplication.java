package io.artifactstore.web.management;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;

/** The management API. No bucket name starts with an underscore, so that the path hides nothing. */
@ApplicationPath(ManagementApplication.PATH)
public class ManagementApplication extends Application {

    static final String PATH = "/_api/v1";
}
