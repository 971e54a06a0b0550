#include "services/matching/catalog/shared_resource.h"

#include <string>

#include "google/protobuf/io/coded_stream.h"
#include "google/protobuf/io/zero_copy_stream_impl_lite.h"

namespace sangam::matching {
namespace {

// Equal exactly where the messages are: texts in several languages are maps,
// which plain serialization writes in any order.
std::string BytesOf(const google::protobuf::Message& message) {
  std::string bytes;
  google::protobuf::io::StringOutputStream stream(&bytes);
  google::protobuf::io::CodedOutputStream coded(&stream);
  coded.SetSerializationDeterministic(true);
  message.SerializeWithCachedSizes(&coded);
  coded.Trim();
  return bytes;
}

}  // namespace

bool SayTheSame(const google::protobuf::Message& a,
                const google::protobuf::Message& b) {
  // Also makes the sizes that BytesOf relies on.
  return a.ByteSizeLong() == b.ByteSizeLong() && BytesOf(a) == BytesOf(b);
}

}  // namespace sangam::matching
