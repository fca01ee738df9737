#include "tests/fakes/tls_fake.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>
#include <signal.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include <atomic>
#include <cstdio>
#include <stdexcept>
#include <string_view>
#include <thread>

namespace gongkai::fakes {
namespace {

struct KeyFree {
  void operator()(EVP_PKEY* key) const { EVP_PKEY_free(key); }
};
struct CertificateFree {
  void operator()(X509* certificate) const { X509_free(certificate); }
};
struct ContextFree {
  void operator()(SSL_CTX* context) const { SSL_CTX_free(context); }
};
struct ConnectionFree {
  void operator()(SSL* connection) const { SSL_free(connection); }
};
using Key = std::unique_ptr<EVP_PKEY, KeyFree>;
using CertificateHandle = std::unique_ptr<X509, CertificateFree>;

struct Issued {
  Key key;
  CertificateHandle certificate;
};

struct CertificateOrder {
  const char* name;
  const char* alternative_name;  // "IP:127.0.0.1", "DNS:..."; null: an authority
  long from_days, to_days;       // from now
};

void add_extension(X509* certificate, int kind, const char* value) {
  X509_EXTENSION* extension = X509V3_EXT_conf_nid(nullptr, nullptr, kind, value);
  X509_add_ext(certificate, extension, -1);
  X509_EXTENSION_free(extension);
}

// Signed by `authority`, or by itself.
Issued issue(const CertificateOrder& order, const Issued* authority) {
  constexpr long day = 24 * 60 * 60;
  static std::atomic<long> serial{1};
  Issued made{Key(EVP_EC_gen("P-256")), CertificateHandle(X509_new())};
  X509* const certificate = made.certificate.get();
  X509_set_version(certificate, X509_VERSION_3);
  ASN1_INTEGER_set(X509_get_serialNumber(certificate), serial++);
  X509_gmtime_adj(X509_getm_notBefore(certificate), order.from_days * day);
  X509_gmtime_adj(X509_getm_notAfter(certificate), order.to_days * day);
  X509_set_pubkey(certificate, made.key.get());
  X509_NAME_add_entry_by_txt(X509_get_subject_name(certificate), "CN", MBSTRING_ASC,
                             reinterpret_cast<const unsigned char*>(order.name), -1, -1, 0);
  X509_set_issuer_name(certificate,
                       X509_get_subject_name(authority ? authority->certificate.get() : certificate));
  if (order.alternative_name) {
    add_extension(certificate, NID_subject_alt_name, order.alternative_name);
  } else {
    add_extension(certificate, NID_basic_constraints, "critical,CA:TRUE");
  }
  X509_sign(certificate, authority ? authority->key.get() : made.key.get(), EVP_sha256());
  return made;
}

CertificateOrder order_of(Certificate kind) {
  switch (kind) {
    case Certificate::expired: return {"host", "IP:127.0.0.1", -30, -1};
    case Certificate::not_yet_valid: return {"host", "IP:127.0.0.1", 1, 30};
    case Certificate::other_host: return {"host", "DNS:elsewhere.example", -1, 30};
    default: return {"host", "IP:127.0.0.1", -1, 30};
  }
}

void write_pem(const std::filesystem::path& file, X509* certificate) {
  std::FILE* const out = std::fopen(file.c_str(), "w");
  if (!out) throw std::runtime_error("cannot write " + file.string());
  PEM_write_X509(out, certificate);
  std::fclose(out);
}

}  // namespace

struct TlsFake::State {
  std::unique_ptr<SSL_CTX, ContextFree> context{SSL_CTX_new(TLS_server_method())};
  int listener = -1, port = 0;
  std::atomic<bool> down{false};
  std::thread acceptor;

  void listen_on_loopback();
  void accept_all();
  void talk(int socket);
};

void TlsFake::State::listen_on_loopback() {
  listener = ::socket(AF_INET, SOCK_STREAM, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  if (::bind(listener, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0 || ::listen(listener, 8) != 0 ||
      ::getsockname(listener, reinterpret_cast<sockaddr*>(&address), &size) != 0) {
    throw std::runtime_error("cannot listen on loopback");
  }
  port = ntohs(address.sin_port);
}

void TlsFake::State::talk(int socket) {
  const std::unique_ptr<SSL, ConnectionFree> connection(SSL_new(context.get()));
  SSL_set_fd(connection.get(), socket);
  if (SSL_accept(connection.get()) != 1) return;
  char request[4096];
  if (SSL_read(connection.get(), request, sizeof request) <= 0) return;
  constexpr std::string_view answer = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nConnection: close\r\n\r\nhello";
  SSL_write(connection.get(), answer.data(), static_cast<int>(answer.size()));
  SSL_shutdown(connection.get());
}

void TlsFake::State::accept_all() {
  while (!down) {
    const int socket = ::accept(listener, nullptr, nullptr);
    if (socket < 0) return;
    const timeval patience{5, 0};  // a client that says nothing must not keep the test from ending
    ::setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    talk(socket);
    ::close(socket);
  }
}

TlsFake::TlsFake(Certificate certificate, const std::filesystem::path& ca_file, TlsVersions versions)
    : state_(std::make_unique<State>()) {
  const Issued authority = issue({"authority", nullptr, -60, 60}, nullptr);
  const Issued stranger = issue({"stranger", nullptr, -60, 60}, nullptr);
  write_pem(ca_file, authority.certificate.get());
  const Issued host = issue(order_of(certificate), certificate == Certificate::unknown_authority ? &stranger : &authority);
  SSL_CTX_use_certificate(state_->context.get(), host.certificate.get());
  SSL_CTX_use_PrivateKey(state_->context.get(), host.key.get());
  if (versions == TlsVersions::obsolete) {
    SSL_CTX_set_security_level(state_->context.get(), 0);
    SSL_CTX_set_max_proto_version(state_->context.get(), TLS1_1_VERSION);
  }
  state_->listen_on_loopback();
  state_->acceptor = std::thread([state = state_.get()] {
    // A client that hangs up ends this thread's write, not the program; the client's own thread stays as it is.
    sigset_t pipe;
    sigemptyset(&pipe);
    sigaddset(&pipe, SIGPIPE);
    pthread_sigmask(SIG_BLOCK, &pipe, nullptr);
    state->accept_all();
  });
}

TlsFake::~TlsFake() {
  state_->down = true;
  ::shutdown(state_->listener, SHUT_RDWR);
  state_->acceptor.join();
  ::close(state_->listener);
}

std::string TlsFake::url() const { return "https://127.0.0.1:" + std::to_string(state_->port) + "/"; }

}  // namespace gongkai::fakes
