//! TLS for both directions: whom to trust.

use std::io;
use std::sync::Arc;

use rustls::crypto::aws_lc_rs;
use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject;
use rustls::{ClientConfig, RootCertStore};

use crate::configuration::Endpoint;

/// Trusts what the system trusts, and the authority of the endpoint.
pub(crate) fn client(endpoint: &Endpoint) -> io::Result<Arc<ClientConfig>> {
    let mut roots = RootCertStore::empty();
    // A certificate of the system that cannot be read is one fewer; whoever needs it is told by the failed connection.
    roots.add_parsable_certificates(rustls_native_certs::load_native_certs().certs);
    for certificate in CertificateDer::pem_slice_iter(endpoint.authority.as_deref().unwrap_or_default()) {
        roots.add(certificate.map_err(io::Error::other)?).map_err(io::Error::other)?;
    }
    let provider = Arc::new(aws_lc_rs::default_provider());
    let config = ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .map_err(io::Error::other)?
        .with_root_certificates(roots)
        .with_no_client_auth();
    Ok(Arc::new(config))
}
