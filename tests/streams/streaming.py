"""Streaming calls of which the test says when they are sent and read."""

import itertools
import queue
import threading

import grpc
from google.protobuf import json_format, message_factory

import stubs

_ids = itertools.count()


class Call:
    """One streaming call. Messages are received only when they are read.

    `requests` is a dict for a call of one request, else an iterator of
    messages.
    """

    def __init__(self, client, method, requests, timeout=None, channel=None):
        descriptor = client.service.methods_by_name[method]
        request_class = message_factory.GetMessageClass(descriptor.input_type)
        reply_class = message_factory.GetMessageClass(descriptor.output_type)
        channel = channel or client.channel
        start = (channel.stream_stream if descriptor.client_streaming
                 else channel.unary_stream)
        if isinstance(requests, dict):
            requests = json_format.ParseDict(
                requests, request_class(), descriptor_pool=stubs.pool())
        self.request_id = f"stream-{method.lower()}-{next(_ids)}"
        self.rpc = start(f"/{client.service.full_name}/{method}",
                         request_serializer=request_class.SerializeToString,
                         response_deserializer=reply_class.FromString)(
            requests, timeout=timeout, metadata=(
                ("sangam-principal", "case-author"),
                ("x-request-id", self.request_id)))

    def read(self):
        """The next message, or None after a good end."""
        return next(self.rpc, None)

    def read_all(self):
        """Reads to the end; how many messages there were."""
        return sum(1 for _ in self.rpc)

    def read_beside(self):
        """Reads to the end on a thread of its own; its outcome in a queue."""
        outcome = queue.Queue()

        def read():
            try:
                outcome.put(self.read_all())
            except grpc.RpcError as error:
                outcome.put(error)
        threading.Thread(target=read, daemon=True).start()
        return outcome

    def cancel(self):
        self.rpc.cancel()


def own_channel(address, small_window=False):
    """A connection that no other call shares.

    With a small window little is taken in before it is read.
    """
    options = [("grpc.use_local_subchannel_pool", 1)]
    if small_window:
        options += [("grpc.http2.bdp_probe", 0),
                    ("grpc.http2.lookahead_bytes", 65535)]
    return grpc.insecure_channel(address, options=options)
