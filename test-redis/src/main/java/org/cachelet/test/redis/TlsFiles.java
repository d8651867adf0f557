// SPDX-License-Identifier: Apache-2.0
package org.cachelet.test.redis;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.Base64;
import java.util.List;
import javax.net.SocketFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A certificate for 127.0.0.1 that signs itself, in a folder of its own. Thread-safe. */
public final class TlsFiles implements AutoCloseable {
  private static final String PASSWORD = "changeit"; // protects nothing, but keytool wants one
  private static final String NAME = "redis";

  private final Path folder = Leftovers.newFolder();
  private final KeyStore trusted;

  private TlsFiles() throws IOException, GeneralSecurityException {
    Path made = folder.resolve("made.p12");
    makeKey(made);
    KeyStore keys = KeyStore.getInstance(made.toFile(), PASSWORD.toCharArray());
    Certificate certificate = keys.getCertificate(NAME);
    Key key = keys.getKey(NAME, PASSWORD.toCharArray());
    writePem(certificate(), "CERTIFICATE", certificate.getEncoded());
    writePem(key(), "PRIVATE KEY", key.getEncoded());
    trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry(NAME, certificate);
    try (OutputStream out = Files.newOutputStream(trustStore())) {
      trusted.store(out, PASSWORD.toCharArray());
    }
  }

  /** Makes a new key and its certificate with the keytool of this JDK. */
  public static TlsFiles make() {
    try {
      return new TlsFiles();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the keytool of this JDK made no usable key", e);
    }
  }

  private static void makeKey(Path keyStore) throws IOException {
    Path keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
    ProcessBuilder command = new ProcessBuilder(keytool.toString(), "-genkeypair", "-alias", NAME);
    command.redirectErrorStream(true);
    command.command().addAll(List.of("-keyalg", "EC", "-groupname", "secp256r1"));
    command.command().addAll(List.of("-dname", "CN=localhost", "-validity", "2"));
    command.command().addAll(List.of("-ext", "SAN=ip:127.0.0.1,dns:localhost"));
    command.command().addAll(List.of("-storetype", "PKCS12", "-storepass", PASSWORD));
    command.command().addAll(List.of("-keystore", keyStore.toString()));
    byte[] output = command.start().getInputStream().readAllBytes(); // ends when keytool does
    if (!Files.exists(keyStore)) {
      throw new IOException("keytool made no key: " + new String(output, StandardCharsets.UTF_8));
    }
  }

  private static void writePem(Path file, String type, byte[] content) throws IOException {
    byte[] lineEnd = {'\n'};
    String body = Base64.getMimeEncoder(64, lineEnd).encodeToString(content);
    Files.writeString(
        file, "-----BEGIN " + type + "-----\n" + body + "\n-----END " + type + "-----\n");
  }

  /** Returns the certificate as a PEM file. */
  public Path certificate() {
    return folder.resolve("certificate.pem");
  }

  /** Returns the private key as a PEM file. */
  public Path key() {
    return folder.resolve("key.pem");
  }

  /** Returns a PKCS12 file by which Java clients trust the certificate. */
  public Path trustStore() {
    return folder.resolve("trust.p12");
  }

  /** Returns the password of {@link #trustStore()}. */
  public String trustStorePassword() {
    return PASSWORD;
  }

  /** Returns a factory of sockets that trust the certificate only. */
  SocketFactory sockets() {
    try {
      TrustManagerFactory managers =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      managers.init(trusted);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, managers.getTrustManagers(), null);
      return context.getSocketFactory();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JDK cannot speak TLS", e);
    }
  }

  /** Deletes the files. */
  @Override
  public void close() {
    Leftovers.delete(folder);
  }
}
