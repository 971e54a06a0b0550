#include "common/changelog/digest.h"

#include <openssl/sha.h>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "google/protobuf/io/coded_stream.h"
#include "google/protobuf/io/zero_copy_stream_impl_lite.h"

namespace sangam {
namespace {

// Enough to tell a mangled text from a whole one.
constexpr size_t kChecksumBytes = 4;

std::string Checksum(absl::string_view payload) {
  return Sha256(payload).substr(0, kChecksumBytes);
}

}  // namespace

std::string Sha256(absl::string_view bytes) {
  std::string digest(SHA256_DIGEST_LENGTH, '\0');
  SHA256(reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(),
         reinterpret_cast<unsigned char*>(digest.data()));
  return digest;
}

std::string SerializeDeterministically(
    const google::protobuf::Message& message) {
  std::string bytes;
  {
    google::protobuf::io::StringOutputStream stream(&bytes);
    google::protobuf::io::CodedOutputStream coded(&stream);
    coded.SetSerializationDeterministic(true);
    message.SerializeToCodedStream(&coded);
  }
  return bytes;
}

std::string Seal(absl::string_view payload) {
  return absl::WebSafeBase64Escape(absl::StrCat(Checksum(payload), payload));
}

bool Unseal(absl::string_view text, std::string* payload) {
  std::string bytes;
  if (!absl::WebSafeBase64Unescape(text, &bytes)) return false;
  if (bytes.size() < kChecksumBytes) return false;
  *payload = bytes.substr(kChecksumBytes);
  // Sealed again, because several texts decode to the same bytes.
  return Seal(*payload) == text;
}

}  // namespace sangam
