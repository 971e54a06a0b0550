"""Python messages and stubs made from a descriptor set."""

import pathlib

import grpc
from google.protobuf import descriptor_pb2, descriptor_pool, message_factory

_pool = None


def load(protoset):
    """Loads the descriptor set that the build writes."""
    global _pool
    _pool = descriptor_pool.DescriptorPool()
    files = descriptor_pb2.FileDescriptorSet.FromString(
        pathlib.Path(protoset).read_bytes())
    for file in files.file:
        _pool.Add(file)


def message(full_name):
    """The class of a message, "sangam.matching.v1.MatchSchemesRequest"."""
    return message_factory.GetMessageClass(
        _pool.FindMessageTypeByName(full_name))


def pool():
    """The descriptors that were loaded."""
    return _pool


class Client:
    """Calls one service by method name:

    client = Client("sangam.registry.v1.RegistryService", "127.0.0.1:7401")
    reply = client.call("GetGroup", {"name": "groups/x"})
    """

    def __init__(self, service, address):
        self.service = _pool.FindServiceByName(service)
        self.channel = grpc.insecure_channel(address, options=[
            ("grpc.max_reconnect_backoff_ms", 500),
            ("grpc.initial_reconnect_backoff_ms", 100)])

    def call(self, method, request, timeout=10, wait=False,
             metadata=(("sangam-principal", "case-author"),)):
        descriptor = self.service.methods_by_name[method]
        request_class = message_factory.GetMessageClass(descriptor.input_type)
        reply_class = message_factory.GetMessageClass(descriptor.output_type)
        unary = self.channel.unary_unary(
            f"/{self.service.full_name}/{method}",
            request_serializer=request_class.SerializeToString,
            response_deserializer=reply_class.FromString)
        if isinstance(request, dict):
            from google.protobuf import json_format
            request = json_format.ParseDict(request, request_class(),
                                            descriptor_pool=_pool)
        return unary(request, timeout=timeout, wait_for_ready=wait,
                     metadata=metadata)

    def close(self):
        self.channel.close()


def clients(stack):
    """Clients of a stack's three services: registry, catalog, matching."""
    return (
        Client("sangam.registry.v1.RegistryService", stack.address("registry")),
        Client("sangam.scheme_catalog.v1.SchemeCatalogService",
               stack.address("scheme_catalog")),
        Client("sangam.matching.v1.MatchingService", stack.address("matching")))


def publish(catalog, version):
    """Submits a draft and publishes it by another account; returns the reply."""
    catalog.call("SubmitSchemeVersion", {"name": version})
    return catalog.call("PublishSchemeVersion", {"name": version},
                        metadata=(("sangam-principal", "case-approver"),))
