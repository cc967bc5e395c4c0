package io.artifactstore.web.management;

import io.artifactstore.api.access.Surface;
import io.artifactstore.web.http.Exchange;
import io.artifactstore.web.http.Exchanges;
import io.artifactstore.web.http.Faults;
import io.artifactstore.web.s3.S3Servlet;
import jakarta.inject.Inject;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * Takes management requests through the same gate as S3 requests.
 *
 * <p>The container chooses between the two by the normalised path, but only the raw one says what
 * the client meant: {@code /bucket/../_api/v1/x} is a key of {@code bucket}. Such a request is
 * handed to the S3 servlet.
 */
@WebFilter(urlPatterns = ManagementApplication.PATH + "/*")
public class ManagementFilter implements Filter {

    private static final String EXCHANGE = Exchange.class.getName();

    @Inject Exchanges exchanges;

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        HttpServletRequest http = (HttpServletRequest) request;
        HttpServletResponse answer = (HttpServletResponse) response;
        if (!http.getRequestURI().startsWith(ManagementApplication.PATH)) {
            http.getServletContext().getNamedDispatcher(S3Servlet.NAME).forward(http, answer);
            return;
        }
        exchanges.serve(
                http,
                answer,
                Surface.MANAGEMENT,
                exchange -> {
                    exchange.endpoint(ManagementApplication.PATH);
                    http.setAttribute(EXCHANGE, exchange);
                    try {
                        chain.doFilter(http, new CountedAnswer(exchange));
                    } catch (ServletException fault) {
                        throw Faults.asS3(
                                fault.getRootCause() == null ? fault : fault.getRootCause());
                    }
                },
                JsonErrors::send);
    }

    static Exchange exchangeOf(HttpServletRequest http) {
        Object exchange = http.getAttribute(EXCHANGE);
        if (exchange instanceof Exchange known) {
            return known;
        }
        throw new IllegalStateException("A management request that did not pass the filter");
    }
}
