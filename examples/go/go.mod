module github.com/pulumi-northflank/pulumi-northflank/examples/go

go 1.25
