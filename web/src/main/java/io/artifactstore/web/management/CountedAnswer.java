package io.artifactstore.web.management;

import io.artifactstore.web.http.Exchange;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.io.OutputStream;

/** The answer as Jakarta REST writes it: what it writes is counted by the exchange. */
final class CountedAnswer extends HttpServletResponseWrapper {

    private final Exchange exchange;
    private Body body;

    CountedAnswer(Exchange exchange) {
        super(exchange.answer());
        this.exchange = exchange;
    }

    @Override
    public ServletOutputStream getOutputStream() throws IOException {
        if (body == null) {
            body = new Body(exchange.out(), super.getOutputStream());
        }
        return body;
    }

    @Override
    public void reset() {
        exchange.takeBack();
        body = null;
    }

    private static final class Body extends ServletOutputStream {

        private final OutputStream counted;
        private final ServletOutputStream connection;

        Body(OutputStream counted, ServletOutputStream connection) {
            this.counted = counted;
            this.connection = connection;
        }

        @Override
        public void write(int b) throws IOException {
            counted.write(b);
        }

        @Override
        public void write(byte[] source, int offset, int length) throws IOException {
            counted.write(source, offset, length);
        }

        @Override
        public void flush() throws IOException {
            counted.flush();
        }

        @Override
        public void close() throws IOException {
            counted.close();
        }

        @Override
        public boolean isReady() {
            return connection.isReady();
        }

        @Override
        public void setWriteListener(WriteListener listener) {
            connection.setWriteListener(listener);
        }
    }
}
