package io.artifactstore.web.s3;

import io.artifactstore.api.error.S3ErrorCode;
import io.artifactstore.api.error.S3Exception;
import io.artifactstore.api.event.ClientGoneException;
import io.artifactstore.api.operation.Operations;
import io.artifactstore.api.operation.RunningArtifactOperation;
import io.artifactstore.web.http.Exchange;
import io.artifactstore.web.http.Faults;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;

/** From an authenticated exchange to the handler of its operation. */
@ApplicationScoped
public class S3Dispatcher {

    private final Map<S3Operation, S3Handler> handlers = new EnumMap<>(S3Operation.class);

    @Inject Operations operations;
    @Inject Faults errors;

    S3Dispatcher() {}

    @Inject
    S3Dispatcher(Instance<S3Handler> found) {
        for (S3Handler handler : found) {
            for (S3Operation operation : handler.operations()) {
                if (handlers.put(operation, handler) != null) {
                    throw new IllegalStateException("Two handlers for " + operation);
                }
            }
        }
    }

    /** Serves {@code exchange}; what it throws still has to be answered. */
    public void dispatch(Exchange exchange) {
        exchange.endpoint(S3Operation.INVALID.label());
        S3Request request = S3Request.of(exchange.request());
        exchange.endpoint(request.operation().label());
        exchange.bucket(request.bucket());
        S3Handler handler = handlers.get(request.operation());
        if (handler == null) {
            throw unserved(request.operation());
        }
        if (request.operation().artifact() == null) {
            handle(handler, new S3Call(exchange, request, null));
        } else {
            handleArtifact(handler, exchange, request);
        }
    }

    /**
     * The operation ends after its answer was sent, whether that is a success or an error: so the
     * error is sent in here.
     */
    private void handleArtifact(S3Handler handler, Exchange exchange, S3Request request) {
        try (RunningArtifactOperation operation =
                operations.begin(
                        request.operation().artifact(),
                        request.bucket(),
                        request.key(),
                        exchange.startNanos())) {
            try {
                handle(handler, new S3Call(exchange, request, operation));
                operation.succeed();
            } catch (RuntimeException | Error fault) {
                operation.fail(fault);
                errors.answer(exchange, fault, S3Errors::send);
            }
        }
    }

    private static void handle(S3Handler handler, S3Call call) {
        try {
            handler.handle(call);
            call.exchange().finish();
        } catch (IOException broken) {
            // The store's own I/O errors come as S3Exceptions: what is left is the connection.
            throw new ClientGoneException(broken);
        }
    }

    private static S3Exception unserved(S3Operation operation) {
        if (operation == S3Operation.METHOD_NOT_ALLOWED) {
            return new S3Exception(S3ErrorCode.METHOD_NOT_ALLOWED);
        }
        if (operation == S3Operation.INVALID) {
            return new S3Exception(
                    S3ErrorCode.INVALID_URI,
                    "Couldn't parse the specified URI: the bucket's name is empty.");
        }
        return new S3Exception(
                S3ErrorCode.NOT_IMPLEMENTED,
                "A header or parameter you provided implies functionality that is not implemented: "
                        + operation.label()
                        + ".");
    }
}
