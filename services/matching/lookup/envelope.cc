#include "services/matching/lookup/envelope.h"

#include <cstdint>

#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "common/changelog/digest.h"

namespace sangam::matching {
namespace {

constexpr absl::string_view kMark = "SGE4";
constexpr size_t kDigestBytes = 32;

void AppendNumber(std::string& bytes, uint64_t number, int width) {
  for (int byte = 0; byte < width; ++byte) {
    bytes.push_back(static_cast<char>(number >> (8 * byte)));
  }
}

void AppendText(std::string& bytes, absl::string_view text) {
  AppendNumber(bytes, text.size(), 4);
  absl::StrAppend(&bytes, text);
}

// Takes parts off the front of a text; once one is missing, all are.
class Reader {
 public:
  explicit Reader(absl::string_view bytes) : rest_(bytes) {}

  uint64_t Number(int width) {
    const absl::string_view bytes = Take(width);
    uint64_t number = 0;
    for (size_t byte = bytes.size(); byte > 0; --byte) {
      number = (number << 8) | static_cast<unsigned char>(bytes[byte - 1]);
    }
    return number;
  }

  std::string Text() { return std::string(Take(Number(4))); }

  absl::string_view rest() const { return rest_; }
  bool good() const { return good_; }

 private:
  absl::string_view Take(size_t size) {
    if (size > rest_.size()) {
      good_ = false;
      rest_ = "";
      return "";
    }
    const absl::string_view taken = rest_.substr(0, size);
    rest_.remove_prefix(size);
    return taken;
  }

  absl::string_view rest_;
  bool good_ = true;
};

}  // namespace

std::string WriteEnvelope(const Envelope& envelope) {
  std::string body;
  AppendNumber(body, static_cast<uint64_t>(envelope.state.profile_revision), 8);
  AppendNumber(body, static_cast<uint64_t>(envelope.state.places_generation),
               8);
  AppendText(body, envelope.key);
  AppendText(body, envelope.state.epoch);
  absl::StrAppend(&body, envelope.payload);
  return absl::StrCat(kMark, Sha256(body), body);
}

absl::optional<Envelope> ReadEnvelope(absl::string_view bytes) {
  if (!absl::ConsumePrefix(&bytes, kMark) || bytes.size() < kDigestBytes) {
    return absl::nullopt;
  }
  const absl::string_view digest = bytes.substr(0, kDigestBytes);
  const absl::string_view body = bytes.substr(kDigestBytes);
  if (Sha256(body) != digest) return absl::nullopt;
  Reader reader(body);
  Envelope envelope;
  envelope.state.profile_revision = static_cast<int64_t>(reader.Number(8));
  envelope.state.places_generation = static_cast<int64_t>(reader.Number(8));
  envelope.key = reader.Text();
  envelope.state.epoch = reader.Text();
  envelope.payload = std::string(reader.rest());
  if (!reader.good()) return absl::nullopt;
  return envelope;
}

}  // namespace sangam::matching
