// Command vault-server is a HashiCorp Vault server for this project's integration tests: Vault's core and HTTP handler
// with the few engines, logins and audit devices that the tests use. It begins uninitialised and sealed, as Vault does.
//
// It prints its address as one line and ends when standard input does, so that it never outlives the test that started it.
package main

import (
	"crypto/tls"
	"errors"
	"flag"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"

	log "github.com/hashicorp/go-hclog"
	kubernetes "github.com/hashicorp/vault-plugin-auth-kubernetes"
	kv "github.com/hashicorp/vault-plugin-secrets-kv"
	"github.com/hashicorp/vault/audit"
	"github.com/hashicorp/vault/builtin/credential/approle"
	"github.com/hashicorp/vault/builtin/credential/cert"
	"github.com/hashicorp/vault/builtin/credential/userpass"
	"github.com/hashicorp/vault/builtin/logical/transit"
	vaulthttp "github.com/hashicorp/vault/http"
	"github.com/hashicorp/vault/internalshared/configutil"
	"github.com/hashicorp/vault/sdk/helper/consts"
	"github.com/hashicorp/vault/sdk/logical"
	"github.com/hashicorp/vault/sdk/physical"
	"github.com/hashicorp/vault/sdk/physical/file"
	"github.com/hashicorp/vault/sdk/physical/inmem"
	"github.com/hashicorp/vault/vault"
)

var (
	engines = map[string]logical.Factory{"kv": kv.Factory, "transit": transit.Factory}
	logins  = map[string]logical.Factory{
		"approle": approle.Factory, "cert": cert.Factory, "kubernetes": kubernetes.Factory, "userpass": userpass.Factory,
	}
)

// registry answers what is built in; without one, Vault's first mount ends in a nil pointer.
type registry struct{}

func (registry) factories(kind consts.PluginType) map[string]logical.Factory {
	switch kind {
	case consts.PluginTypeSecrets:
		return engines
	case consts.PluginTypeCredential:
		return logins
	default:
		return nil
	}
}

func (r registry) Contains(name string, kind consts.PluginType) bool {
	_, found := r.factories(kind)[name]
	return found
}

func (r registry) Get(name string, kind consts.PluginType) (func() (interface{}, error), bool) {
	factory, found := r.factories(kind)[name]
	return func() (interface{}, error) { return factory, nil }, found
}

func (r registry) Keys(kind consts.PluginType) []string {
	var names []string
	for name := range r.factories(kind) {
		names = append(names, name)
	}
	return names
}

func (r registry) DeprecationStatus(name string, kind consts.PluginType) (consts.DeprecationStatus, bool) {
	return consts.Supported, r.Contains(name, kind)
}

func (registry) IsBuiltinEntPlugin(string, consts.PluginType) bool { return false }

func run() error {
	address := flag.String("address", "127.0.0.1:0", "address to listen on")
	storage := flag.String("storage", "", "folder of the file storage; without it nothing outlives the process")
	certificate := flag.String("tls-cert", "", "PEM file of the server's certificate chain; without it plain HTTP")
	key := flag.String("tls-key", "", "PEM file of its private key")
	oldTLS := flag.Bool("tls12-only", false, "speak TLS 1.2 and nothing newer")
	flag.Parse()

	logger := log.New(&log.LoggerOptions{Output: os.Stderr, Level: log.Warn})
	var backend physical.Backend
	var err error
	if *storage == "" {
		backend, err = inmem.NewInmem(nil, logger)
	} else {
		backend, err = file.NewFileBackend(map[string]string{"path": *storage}, logger)
	}
	if err != nil {
		return err
	}
	core, err := vault.NewCore(&vault.CoreConfig{
		Physical:           backend,
		LogicalBackends:    engines,
		CredentialBackends: logins,
		AuditBackends:      map[string]audit.Factory{"file": audit.NewFileBackend},
		BuiltinRegistry:    registry{},
		Logger:             logger,
		DisableMlock:       true,
	})
	if err != nil {
		return err
	}

	listener, err := net.Listen("tcp", *address)
	if err != nil {
		return err
	}
	scheme := "http"
	if *certificate != "" {
		pair, err := tls.LoadX509KeyPair(*certificate, *key)
		if err != nil {
			return err
		}
		config := &tls.Config{Certificates: []tls.Certificate{pair}, ClientAuth: tls.RequestClientCert, MinVersion: tls.VersionTLS13}
		if *oldTLS {
			config.MinVersion, config.MaxVersion = tls.VersionTLS12, tls.VersionTLS12
		}
		config.NextProtos = []string{"h2", "http/1.1"}
		listener, scheme = tls.NewListener(listener, config), "https"
	}
	settings := &configutil.Listener{Type: "tcp", Address: listener.Addr().String()}
	server := &http.Server{Handler: vaulthttp.Handler.Handler(&vault.HandlerProperties{Core: core, ListenerConfig: settings})}
	fmt.Printf("%s://%s\n", scheme, listener.Addr())

	go func() {
		io.Copy(io.Discard, os.Stdin)
		core.Shutdown()
		server.Close()
	}()
	if err := server.Serve(listener); !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	return nil
}

func main() {
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
