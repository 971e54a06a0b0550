// The texts that a message holds.
#ifndef SANGAM_COMMON_VALIDATION_MESSAGE_TEXTS_H_
#define SANGAM_COMMON_VALIDATION_MESSAGE_TEXTS_H_

#include "absl/functional/function_ref.h"
#include "absl/strings/string_view.h"
#include "common/validation/field_path.h"
#include "google/protobuf/descriptor.h"
#include "google/protobuf/message.h"

namespace sangam {

// Told of one text: the field that holds it, null for a key or a value of a
// map; and its path as seen from the message. Returns whether the text is at
// fault: a key that is does not show up in the paths below it.
using TextVisitor = absl::FunctionRef<bool(
    absl::string_view text, const google::protobuf::FieldDescriptor* field,
    const FieldPath& path)>;

// Visits every text within `message`: those of nested messages, of lists, and
// keys and values of maps. Fields of bytes hold no text.
void ForEachText(const google::protobuf::Message& message, TextVisitor visit);

}  // namespace sangam

#endif  // SANGAM_COMMON_VALIDATION_MESSAGE_TEXTS_H_
