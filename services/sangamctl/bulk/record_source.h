// Files of records, read one record at a time.
#ifndef SANGAM_SERVICES_SANGAMCTL_BULK_RECORD_SOURCE_H_
#define SANGAM_SERVICES_SANGAMCTL_BULK_RECORD_SOURCE_H_

#include <cstdint>
#include <istream>
#include <memory>
#include <string>
#include <vector>

#include "google/protobuf/field_mask.pb.h"
#include "sangam/registry/v1/import.pb.h"
#include "services/sangamctl/bulk/mapping.h"
#include "services/sangamctl/document/problem.h"

namespace sangam::sangamctl {

// One record of a file.
struct SourceRecord {
  // The line that it begins on.
  int64_t line = 0;
  // Where there is a fault: its name and its outside ids, as far as they can be
  // read, and nothing to rely on beside them.
  registry::v1::ImportRecord record;
  // Why it can't be sent; empty if it can.
  std::string fault;
};

// Reads a file from its beginning. Not thread-safe.
class RecordSource {
 public:
  virtual ~RecordSource() = default;

  // The next record; false at the end, or where fault() says why no more can be
  // read.
  virtual bool Next(SourceRecord& record) = 0;
  virtual std::string fault() const = 0;

  // How the last record goes into a file of rejects, which is of the same form
  // and can be imported once it is corrected. `why` goes with it, and is not
  // imported.
  virtual std::string Rejected(const std::string& why) const = 0;
  // What such a file begins with.
  virtual std::string RejectsHeader() const { return ""; }
};

// A file to import, which can be read more than once.
struct SourceFile {
  enum class Form { kCsv, kJsonLines, kYaml };

  // As the person named it; "-" is standard input.
  std::string name;
  // Where its bytes are.
  std::string path;
  Form form = Form::kJsonLines;
  // Of CSV.
  std::shared_ptr<const Mapping> mapping;

  // The fields that it speaks of; empty: all.
  google::protobuf::FieldMask Mask() const;
};

// Opens a file. Null, with problems, if it can't be read.
std::unique_ptr<RecordSource> OpenSource(const SourceFile& file,
                                         Problems& problems);

// Whether `input` is what Rejected() and RejectsHeader() make, by its
// beginning. A file of JSON lines none of which is an object tells nothing, and
// is taken for something else.
bool IsFileOfRejects(std::istream& input);

// By the ending of a name: .csv, .jsonl or .ndjson, .yaml or .yml.
bool FormOfName(const std::string& name, SourceFile::Form* form);

}  // namespace sangam::sangamctl

#endif  // SANGAM_SERVICES_SANGAMCTL_BULK_RECORD_SOURCE_H_
