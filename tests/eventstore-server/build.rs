//! Makes the protocol's types and services from the descriptions in `proto/`, without a compiler of them on the machine.

fn main() -> Result<(), Box<dyn std::error::Error>> {
    println!("cargo:rerun-if-changed=proto");
    let files = protox::compile(["streams.proto", "gossip.proto", "server_features.proto"], ["proto"])?;
    tonic_build::configure().build_client(false).bytes(["."]).compile_fds(files)?;
    Ok(())
}
